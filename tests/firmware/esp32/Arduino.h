// What the sketch uses of Arduino on an ESP32, for esp32_board.cpp.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <cmath>

using std::lroundf;

enum : uint8_t { LOW, HIGH, OUTPUT, INPUT_PULLUP, SDA = 21, SCL = 22 };

uint32_t micros();
uint32_t millis();
void delay(uint32_t ms);
void delayMicroseconds(uint32_t us);
void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t level);
void setup();
void loop();

struct EspClass {
  uint64_t getEfuseMac();
};

struct SerialPort {
  void begin(unsigned long) {}
  int available();
  int read();
  int availableForWrite();
  size_t write(const uint8_t *bytes, size_t count);
};

extern EspClass ESP;
extern SerialPort Serial;
