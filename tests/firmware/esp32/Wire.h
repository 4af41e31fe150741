// What the sketch uses of Wire on an ESP32, for esp32_board.cpp.

#pragma once

#include <stddef.h>
#include <stdint.h>

class TwoWire {
 public:
  bool begin() { return true; }
  bool end() { return true; }
  void setClock(uint32_t) {}
  void setTimeOut(uint16_t) {}
  void beginTransmission(uint8_t address) { address_ = address, count_ = 0; }
  size_t write(uint8_t byte) { return bytes_[count_++ & 31] = byte, 1; }
  uint8_t endTransmission(bool stop = true);
  size_t requestFrom(uint8_t address, size_t count);
  int read() { return bytes_[at_++ & 31]; }

 private:
  uint8_t address_ = 0, count_ = 0, at_ = 0, pointer_ = 0, bytes_[32];
};

extern TwoWire Wire;
