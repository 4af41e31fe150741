// The WobbleQuest board: tells a computer how a wobble board is tilted, a hundred times a second.
//
// You need: an Arduino Uno or Nano (ATmega328) or an ESP32, an MPU-6050 module (GY-521), four wires, a USB cable.
//
//     sensor    Uno, Nano    ESP32
//     VCC       5V           3V3
//     GND       GND          GND
//     SCL       A5           GPIO 22
//     SDA       A4           GPIO 21
//
// It sends lines of text at 115200 baud; open the Serial Monitor to see them:
//
//     WQS,number,time,pitch,roll,rate x,rate y,rate z*CRC   a sample: µs, 0.01 degrees, 0.1 degrees per second
//     WQI,1,version,sensor,board*CRC                        who I am: at the start, and whenever I am sent a '?'
//     WQE,code,words*CRC                                    what is wrong, once a second while there are no samples
//     WQN,words*CRC                                         a note
//
// The other files: line.h makes a line, tilt.h finds the tilt, sensor.h talks to the sensor, board_id.h names the board.
//
// MIT licence, as the rest of WobbleQuest.

#include "board_id.h"
#include "line.h"
#include "sensor.h"
#include "tilt.h"

static const char VERSION[] = "1.0.0";
static const uint32_t BAUD = 115200;
static const uint32_t PERIOD_US = 10000;       // 100 samples a second
static const uint32_t TRY_AGAIN_MS = 500;      // between tries to start a sensor that does not answer
static const uint32_t COMPLAIN_EVERY_MS = 1000;

static Sensor sensor;
static Tilt tilt;
static char board_id[BOARD_ID_SIZE];

static uint32_t due_us;               // when the next sample is due
static uint16_t number;               // of the next sample; it counts those that are never sent, too
static uint32_t last_sample_us;

static Sensor::Problem problem = Sensor::NONE;
static bool had_sensor = false;       // it has worked since the start
static uint32_t tried_ms, complained_ms;

static bool owes_identity = true;     // said at the start, and for each '?'
static bool owes_note = false;        // the sensor works again

// Sends a line if the serial port takes it at once. We never wait for it: a sample that comes late is worse than none.
static bool send(Line &line) {
  const int length = line.end().length();
  if (Serial.availableForWrite() < length) return false;
  Serial.write(reinterpret_cast<const uint8_t *>(line.bytes()), length);
  return true;
}

static bool sendIdentity() {
  Line line("WQI");
  line.field(uint32_t{1}).field(VERSION).field(sensor.name()).field(board_id);
  return send(line);
}

static bool sendNote(const char *words) {
  Line line("WQN");
  line.field(words);
  return send(line);
}

static bool sendProblem() {
  Line line("WQE");
  line.field(static_cast<uint32_t>(problem));
  switch (problem) {
    case Sensor::NO_ANSWER: line.field("no sensor answers - check VCC GND SCL SDA"); break;
    case Sensor::UNKNOWN_CHIP: line.field("unknown sensor - WHO_AM_I").field(static_cast<uint32_t>(sensor.chip())); break;
    case Sensor::LOST: line.field("sensor stopped answering - loose wire?"); break;
    default: line.field("sensor repeats itself - starting it again"); break;
  }
  return send(line);
}

static void sendSample() {
  const Vector &rate = tilt.rateDps();
  Line line("WQS");
  line.field(static_cast<uint32_t>(number)).field(last_sample_us);
  line.field(static_cast<int32_t>(lroundf(tilt.pitchDeg() * 100))).field(static_cast<int32_t>(lroundf(tilt.rollDeg() * 100)));
  line.field(static_cast<int32_t>(lroundf(rate.x * 10))).field(static_cast<int32_t>(lroundf(rate.y * 10)));
  line.field(static_cast<int32_t>(lroundf(rate.z * 10)));
  send(line);
}

// Starts the sensor, for the first time or again.
static void startSensor() {
  const Sensor::Problem found = sensor.begin();
  tried_ms = millis();
  if (found == Sensor::NONE) {
    owes_note = had_sensor;
    had_sensor = true;
    problem = Sensor::NONE;
    tilt.restart();
  } else {
    // Once it has worked, silence means that something came loose.
    problem = had_sensor && found == Sensor::NO_ANSWER ? Sensor::LOST : found;
  }
}

static void takeSample() {
  const uint32_t now_us = micros();
  Vector accel_g, rate_dps;
  if (sensor.read(&accel_g, &rate_dps)) {
    tilt.feed(accel_g, rate_dps, (now_us - last_sample_us) * 1e-6f);
    last_sample_us = now_us;
    sendSample();
  } else if (sensor.problem() != Sensor::NONE) {
    problem = sensor.problem();
  }
}

void setup() {
  Serial.begin(BAUD);
  readBoardId(board_id);
  startSensor();
  complained_ms = millis() - COMPLAIN_EVERY_MS;
  due_us = micros() + PERIOD_US;
}

void loop() {
  while (Serial.available() > 0) {
    if (Serial.read() == '?') owes_identity = true;
  }

  // Due times follow each other by exactly 10 ms, whatever each sample took: so nothing drifts. Differences of unsigned
  // times stay right when micros() begins anew at 0, which it does after 71 minutes.
  if (static_cast<int32_t>(micros() - due_us) >= 0) {
    if (problem == Sensor::NONE) takeSample();
    do {
      due_us += PERIOD_US;
      number++;
    } while (static_cast<int32_t>(micros() - due_us) >= 0);  // samples that we slept through are counted, not made up for
  }

  if (problem != Sensor::NONE) {
    if (millis() - complained_ms >= COMPLAIN_EVERY_MS && sendProblem()) complained_ms = millis();
    if (millis() - tried_ms >= TRY_AGAIN_MS) startSensor();
  }
  if (owes_identity && sendIdentity()) owes_identity = false;
  if (owes_note && sendNote("sensor started again")) owes_note = false;
}
