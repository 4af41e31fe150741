// The sketch as an ESP32 would run it, on this computer: the few things of Arduino's that it uses, with a clock that only
// moves when the sketch does something, an MPU-6050 that feels a motion file (motion_sensor.h), and a serial port of 115200 baud.
//
//     esp32_board MOTION --seconds S    as fast as it can; what the sketch sends goes to stdout
//
// --ask S       sends it '?' at S seconds.                 --from US    what micros() says at the start.
// --stall A B   its serial port takes nothing from A s to B s.   --mac N     its number from the factory.
// --chip N      what the sensor's WHO_AM_I says.

#include "Arduino.h"

#include "motion_sensor.h"
#include "Wire.h"

static double elapsed_us = 0, ask_s = INFINITY, stall_s = INFINITY, stall_end_s = INFINITY;
static uint32_t from_us = 0;

static double nowS() { return elapsed_us * 1e-6; }
uint32_t micros() { return from_us + static_cast<uint32_t>(static_cast<uint64_t>(elapsed_us += 0.5)); }
uint32_t millis() { return static_cast<uint32_t>((from_us + static_cast<uint64_t>(elapsed_us += 0.5)) / 1000); }
void delay(uint32_t ms) { elapsed_us += 1000.0 * ms; }
void delayMicroseconds(uint32_t us) { elapsed_us += us; }
void pinMode(uint8_t, uint8_t) {}
void digitalWrite(uint8_t, uint8_t) {}

EspClass ESP;
SerialPort Serial;
TwoWire Wire;

static uint64_t mac = 0x0605A4CF3024;  // bytes from the last: 24:30:CF:A4:05:06
uint64_t EspClass::getEfuseMac() { return mac; }

static double waiting = 0, drained_us = 0;  // bytes in the port's buffer, and when that was

int SerialPort::availableForWrite() {
  if (nowS() < stall_s || nowS() > stall_end_s) waiting = fmax(0, waiting - (elapsed_us - drained_us) * 1e-6 * 11520);
  drained_us = elapsed_us;
  return static_cast<int>(128 - waiting);
}

size_t SerialPort::write(const uint8_t *bytes, size_t count) {
  if (availableForWrite() < static_cast<int>(count)) {
    fprintf(stderr, "esp32_board: the sketch would have had to wait for its serial port\n");
    exit(1);
  }
  waiting += count;
  return fwrite(bytes, 1, count, stdout);
}

int SerialPort::available() { return nowS() >= ask_s; }

int SerialPort::read() {
  if (!available()) return -1;
  ask_s = INFINITY;
  return '?';
}

// At 100 kHz a byte takes 90 µs.
uint8_t TwoWire::endTransmission(bool) {
  elapsed_us += 90 * (count_ + 1);
  move(nowS());
  if (address_ != SENSOR_ADDRESS || absent || hung) return 2;
  pointer_ = bytes_[0] & 127;
  for (uint8_t i = 1; i < count_; i++) write_register(pointer_++ & 127, bytes_[i]);
  return 0;
}

size_t TwoWire::requestFrom(uint8_t address, size_t count) {
  elapsed_us += 90.0 * (count + 1);
  move(nowS());
  at_ = 0;
  if (address != SENSOR_ADDRESS || absent || hung) return 0;
  for (size_t i = 0; i < count; i++) bytes_[i] = read_register(pointer_++ & 127);
  return count;
}

int main(int count, char **words) {
  double seconds = 0;
  for (int i = 2; i < count; i++) {
    const char *option = words[i];
    auto next = [&]() { return ++i < count ? words[i] : ""; };
    if (!strcmp(option, "--seconds")) seconds = atof(next());
    else if (!strcmp(option, "--ask")) ask_s = atof(next());
    else if (!strcmp(option, "--from")) from_us = static_cast<uint32_t>(strtoul(next(), nullptr, 10));
    else if (!strcmp(option, "--mac")) mac = strtoull(next(), nullptr, 16);
    else if (!strcmp(option, "--chip")) who_am_i = static_cast<uint8_t>(strtoul(next(), nullptr, 0));
    else if (!strcmp(option, "--stall")) stall_s = atof(next()), stall_end_s = atof(next());
    else return fprintf(stderr, "esp32_board: what is %s?\n", option), 2;
  }
  if (count < 2 || !(motion = fopen(words[1], "r"))) return fprintf(stderr, "esp32_board: no motion file\n"), 2;
  reset();
  setup();
  while (nowS() < seconds) loop();
  return 0;
}
