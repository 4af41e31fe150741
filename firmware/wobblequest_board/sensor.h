// The sensor: an InvenSense MPU-6050, or one of its successors that understand the same registers (MPU-6500, 9250, 9255),
// on the I2C bus. Everything that can go wrong on two long wires under a moving board is dealt with here: no answer, half an
// answer, a bus that hangs, a chip that lost its power for a moment, and a chip that repeats itself.

#pragma once

#include <Arduino.h>
#include <Wire.h>

#include "tilt.h"

class Sensor {
 public:
  // What is wrong with it. The numbers are part of the line format (WQE): do not change them.
  enum Problem : uint8_t { NONE = 0, NO_ANSWER = 1, UNKNOWN_CHIP = 2, LOST = 3, FROZEN = 4 };

  // Finds the chip, resets it and sets it up. Takes about 0.15 s. May be called again at any time to start anew.
  Problem begin() {
    freeBus();
    Wire.begin();
    Wire.setClock(100000);  // slow for I2C, but the wires under a board are long, and a sample takes only 2 ms
#if defined(ESP32)
    Wire.setTimeOut(5);  // ms
#else
    // Without it the AVR waits for ever for a bus that hangs. If the compiler does not know it: update "Arduino AVR Boards".
    Wire.setWireTimeout(5000, true);  // µs
#endif
    failures_ = repeats_ = 0;
    chip_ = 0;
    for (address_ = FIRST_ADDRESS; address_ <= LAST_ADDRESS; address_++) {
      if (readRegisters(WHO_AM_I, &chip_, 1)) break;
    }
    if (address_ > LAST_ADDRESS) return NO_ANSWER;
    if (name() == NO_NAME) return UNKNOWN_CHIP;

    if (!writeRegister(PWR_MGMT_1, 0x80)) return NO_ANSWER;  // reset: whatever it was set to before, it begins at the same point
    delay(100);
    const bool set =
        writeRegister(PWR_MGMT_1, 0x01)     // wake up; take the gyroscope's clock, which is steadier than the built-in one
        && writeRegister(SMPLRT_DIV, 0)     // a new measurement each 1 ms, so that what we read is never older
        && writeRegister(CONFIG, 3)         // low-pass 44 Hz: under half of our 100 Hz, far above what feet do (< 10 Hz), 5 ms late
        && writeRegister(GYRO_CONFIG, 1 << 3)   // ±500 °/s: a board that falls on its rim reaches 300
        && writeRegister(ACCEL_CONFIG, 1 << 3)  // ±4 g: ±2 would be cut off when the rim hits the floor
        && (chip_ == MPU_6050 || writeRegister(ACCEL_CONFIG_2, 3));  // its successors filter the accelerometer apart: 45 Hz
    delay(40);  // the gyroscope spins up
    uint8_t range[2];  // read back: a chip that took only half of it would measure on another scale
    if (!set || !readRegisters(GYRO_CONFIG, range, 2)) return NO_ANSWER;
    return (range[0] & 0x18) == 1 << 3 && (range[1] & 0x18) == 1 << 3 ? NONE : NO_ANSWER;
  }

  // Reads one measurement. False where there is none to be trusted; problem() tells whether it is time to begin() again.
  bool read(Vector *accel_g, Vector *rate_dps) {
    uint8_t raw[14];
    if (!readRegisters(ACCEL_XOUT_H, raw, sizeof raw)) {
      if (failures_ < 255) failures_++;
      return false;
    }
    failures_ = 0;
    // Six noisy values are never all the same twice in a row. If they are, the chip has stopped measuring.
    bool repeated = true;
    for (uint8_t i = 0; i < sizeof raw; i++) {
      if (i != 6 && i != 7 && raw[i] != last_[i]) repeated = false;  // 6 and 7 are the temperature
      last_[i] = raw[i];
    }
    *accel_g = {number(raw + 0) / 8192.0f, number(raw + 2) / 8192.0f, number(raw + 4) / 8192.0f};
    *rate_dps = {number(raw + 8) / 65.5f, number(raw + 10) / 65.5f, number(raw + 12) / 65.5f};
    // A chip that lost its power for a moment is asleep and says zero. A board under somebody's feet does not fall freely.
    if (repeated || lengthOf(*accel_g) < 0.1f) {
      if (repeats_ < 255) repeats_++;
      return false;
    }
    repeats_ = 0;
    return true;
  }

  // After some failures in a row; single ones happen, and cost one sample.
  Problem problem() const { return failures_ >= 3 ? LOST : repeats_ >= 10 ? FROZEN : NONE; }

  const char *name() const {
    switch (chip_) {
      case MPU_6050: return "MPU-6050";
      case 0x70: return "MPU-6500";
      case 0x71: return "MPU-9250";
      case 0x73: return "MPU-9255";
      default: return NO_NAME;
    }
  }

  // What the chip says it is, for UNKNOWN_CHIP.
  uint8_t chip() const { return chip_; }

 private:
  static constexpr const char *NO_NAME = "none";
  static const uint8_t FIRST_ADDRESS = 0x68, LAST_ADDRESS = 0x69;  // 0x69 where the pin AD0 is wired to VCC
  static const uint8_t MPU_6050 = 0x68;                            // what WHO_AM_I says, wherever the pin AD0 is wired to
  static const uint8_t SMPLRT_DIV = 0x19, CONFIG = 0x1A, GYRO_CONFIG = 0x1B, ACCEL_CONFIG = 0x1C, ACCEL_CONFIG_2 = 0x1D;
  static const uint8_t ACCEL_XOUT_H = 0x3B, PWR_MGMT_1 = 0x6B, WHO_AM_I = 0x75;

  static int16_t number(const uint8_t *high_first) {
    return static_cast<int16_t>(static_cast<uint16_t>(high_first[0]) << 8 | high_first[1]);
  }

  bool writeRegister(uint8_t which, uint8_t value) {
    Wire.beginTransmission(address_);
    Wire.write(which);
    Wire.write(value);
    return Wire.endTransmission() == 0;
  }

  bool readRegisters(uint8_t first, uint8_t *values, uint8_t count) {
    Wire.beginTransmission(address_);
    Wire.write(first);
    if (Wire.endTransmission(false) != 0) return false;
    if (Wire.requestFrom(address_, count) != count) return false;
    for (uint8_t i = 0; i < count; i++) values[i] = Wire.read();
    return true;
  }

  // A chip that was interrupted in the middle of an answer holds the data wire down and waits for the clock. Nine pulses let
  // it finish, whatever it was about to say.
  static void freeBus() {
    Wire.end();
    pinMode(SDA, INPUT_PULLUP);
    for (uint8_t i = 0; i < 9; i++) {
      digitalWrite(SCL, LOW);
      pinMode(SCL, OUTPUT);
      delayMicroseconds(5);
      pinMode(SCL, INPUT_PULLUP);
      delayMicroseconds(5);
    }
  }

  uint8_t address_ = FIRST_ADDRESS, chip_ = 0, failures_ = 0, repeats_ = 0;
  uint8_t last_[14] = {0};
};
