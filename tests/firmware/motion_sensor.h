/* An MPU-6050 that feels what a motion file says: its registers, as seen from the I2C bus. For C and C++.
 *
 * The file has lines "t ax ay az gx gy gz" (s, g, deg/s, in order of time) and "t there|absent|frozen|asleep|hung", which say what
 * becomes of the sensor at that time; hung: it holds its bus, on which nothing moves any more. It gives its values on the scale that was set, and nothing but zeros as long as nobody has
 * woken it.
 */

#pragma once

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENSOR_ADDRESS = 0x68, SAMPLE = 0x3B, WHO = 0x75, POWER = 0x6B, GYRO = 0x1B, ACCEL = 0x1C };

static FILE *motion;
static double values[6], next_values[6], next_s = -1;
static char next_word[16];
static int absent, frozen, hung;
static uint8_t who_am_i = 0x68, registers[128], latched[14];

static void reset(void) {
  memset(registers, 0, sizeof registers);
  registers[POWER] = 0x40; /* asleep */
}

/* Read on in the motion file to the present time. */
static void move(double now_s) {
  char line[256];
  while (next_s <= now_s) {
    if (next_word[0]) {
      absent = !strcmp(next_word, "absent");
      frozen = !strcmp(next_word, "frozen");
      hung = !strcmp(next_word, "hung");
      if (!strcmp(next_word, "asleep")) reset(); /* as after a power cut */
    } else if (next_s >= 0) {
      memcpy(values, next_values, sizeof values);
    }
    if (!fgets(line, sizeof line, motion)) {
      next_s = INFINITY;
      return;
    }
    next_word[0] = 0;
    double *v = next_values;
    if (sscanf(line, "%lf %lf %lf %lf %lf %lf %lf", &next_s, v, v + 1, v + 2, v + 3, v + 4, v + 5) != 7 &&
        sscanf(line, "%lf %15s", &next_s, next_word) != 2) {
      fprintf(stderr, "motion file: cannot be used: %s", line);
      exit(1);
    }
  }
}

static void measure(void) {
  if (frozen) return;
  for (int i = 0; i < 6; i++) {
    double per_unit = i < 3 ? 16384 >> (registers[ACCEL] >> 3 & 3) : 131.0 / (1 << (registers[GYRO] >> 3 & 3));
    long raw = registers[POWER] & 0x40 ? 0 : lround(values[i] * per_unit);
    raw = raw > 32767 ? 32767 : raw < -32768 ? -32768 : raw;
    uint8_t *to = latched + 2 * i + (i < 3 ? 0 : 2); /* the temperature stands between */
    to[0] = raw >> 8, to[1] = raw;
  }
}

static uint8_t read_register(int at) {
  if (at == SAMPLE) measure();
  if (at >= SAMPLE && at < SAMPLE + 14) return latched[at - SAMPLE];
  return at == WHO ? who_am_i : registers[at];
}

static void write_register(int at, uint8_t value) {
  registers[at] = value;
  if (at == POWER && (value & 0x80)) reset();
}
