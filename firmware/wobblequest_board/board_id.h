// A number that no other board has. Two boards with the same USB adapter look the same to a computer; by this number
// WobbleQuest knows which is which, and remembers how the sensor lies under each.

#pragma once

#include <Arduino.h>

static const uint8_t BOARD_ID_SIZE = 13;  // up to twelve hex digits, and the end of the text

inline void writeHex(char *text, const uint8_t *bytes, uint8_t count) {
  for (uint8_t i = 0; i < count; i++) {
    *text++ = "0123456789ABCDEF"[bytes[i] >> 4];
    *text++ = "0123456789ABCDEF"[bytes[i] & 0xF];
  }
  *text = '\0';
}

#if defined(ESP32)

// The ESP32 has such a number from its factory: the address of its radio.
inline void readBoardId(char text[BOARD_ID_SIZE]) {
  const uint64_t mac = ESP.getEfuseMac();
  uint8_t bytes[6];
  for (uint8_t i = 0; i < 6; i++) bytes[i] = mac >> (8 * i);
  writeHex(text, bytes, 6);
}

#elif defined(__AVR__)

#include <avr/eeprom.h>

// The ATmega has none. At its first start the board draws one by lot and keeps it in its EEPROM, which outlives power cuts
// and new sketches.
struct StoredId {
  uint8_t id[4];
  uint8_t check[4];  // the same, inverted: tells that an id stands here, and that it was written to its end
};
static StoredId EEMEM stored_id;

// The last digits of what analog pins measure that are connected to nothing are noise. Five hundred of them, well stirred
// (FNV-1a), together with how long they took, are different on every board.
inline uint32_t drawByLot() {
  uint32_t hash = 2166136261u;
  for (uint16_t i = 0; i < 512; i++) {
    hash = (hash ^ static_cast<uint8_t>(analogRead(A0 + i % 4))) * 16777619u;
    hash = (hash ^ static_cast<uint8_t>(micros())) * 16777619u;
  }
  return hash;
}

inline void readBoardId(char text[BOARD_ID_SIZE]) {
  StoredId stored;
  eeprom_read_block(&stored, &stored_id, sizeof stored);
  bool valid = true;
  for (uint8_t i = 0; i < 4; i++) {
    if (stored.check[i] != static_cast<uint8_t>(~stored.id[i])) valid = false;
  }
  if (!valid) {
    const uint32_t drawn = drawByLot();
    for (uint8_t i = 0; i < 4; i++) {
      stored.id[i] = drawn >> (8 * i);
      stored.check[i] = ~stored.id[i];
    }
    eeprom_update_block(&stored, &stored_id, sizeof stored);
  }
  writeHex(text, stored.id, 4);
}

#else
#error "This sketch knows AVR boards (Uno, Nano, ...) and the ESP32. For another one, write a readBoardId() that gives each board its own number."
#endif
