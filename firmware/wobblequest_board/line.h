// One line of text as WobbleQuest reads it: a tag, fields with commas, '*', and a CRC-16 as four hex digits.
//
//     WQS,4711,47110016,-512,1024,-3,12,0*87A2
//
// The CRC is taken over everything before the '*'. By it the computer knows whether a line came through whole: one flipped
// bit on a bad cable must not throw the player's dot across the screen.
//
// Pure C++ without anything of Arduino's, so that it can be tested on an ordinary computer, too.

#pragma once

#include <stdint.h>

class Line {
 public:
  // No line is longer than what the serial port of an ATmega328 takes at once without making us wait.
  static const uint8_t CAPACITY = 63;

  explicit Line(const char *tag) { text(tag); }

  Line &field(const char *words) {
    put(',');
    text(words);
    return *this;
  }

  Line &field(uint32_t number) {
    put(',');
    digits(number);
    return *this;
  }

  Line &field(int32_t number) {
    put(',');
    if (number < 0) put('-');
    digits(number < 0 ? 0 - static_cast<uint32_t>(number) : static_cast<uint32_t>(number));
    return *this;
  }

  // The last call: adds the CRC and the line's end.
  Line &end() {
    const uint16_t sum = crc_;
    put('*');
    for (int8_t shift = 12; shift >= 0; shift -= 4) put("0123456789ABCDEF"[(sum >> shift) & 0xF]);
    put('\r');
    put('\n');
    return *this;
  }

  const char *bytes() const { return bytes_; }

  // 0 if the line did not fit: half a line is worth nothing.
  uint8_t length() const { return overflowed_ ? 0 : length_; }

 private:
  void put(char c) {
    if (length_ >= CAPACITY) {
      overflowed_ = true;
      return;
    }
    bytes_[length_++] = c;
    // CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, bit by bit from the highest.
    crc_ ^= static_cast<uint16_t>(static_cast<uint8_t>(c)) << 8;
    for (uint8_t bit = 0; bit < 8; bit++) crc_ = (crc_ & 0x8000) ? (crc_ << 1) ^ 0x1021 : crc_ << 1;
  }

  void text(const char *words) {
    while (*words) put(*words++);
  }

  void digits(uint32_t number) {
    char backwards[10];  // 4294967295 has ten
    uint8_t count = 0;
    do {
      backwards[count++] = '0' + number % 10;
      number /= 10;
    } while (number);
    while (count) put(backwards[--count]);
  }

  char bytes_[CAPACITY];
  uint8_t length_ = 0;
  uint16_t crc_ = 0xFFFF;
  bool overflowed_ = false;
};
