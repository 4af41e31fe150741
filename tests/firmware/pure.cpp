// The parts of the sketch that need no Arduino, one line of input at a time:
//
//     pure tilt    "dt ax ay az gx gy gz" (s, g, deg/s)  ->  "pitch roll" (deg)
//     pure line    "TAG +1 -2 word"                      ->  the line; a number with a sign is one, the rest is words

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "line.h"
#include "tilt.h"

int main(int count, char **words) {
  char input[1000];
  if (count == 2 && !strcmp(words[1], "tilt")) {
    Tilt tilt;
    Vector accel, rate;
    float dt_s;
    while (scanf("%f %f %f %f %f %f %f", &dt_s, &accel.x, &accel.y, &accel.z, &rate.x, &rate.y, &rate.z) == 7) {
      tilt.feed(accel, rate, dt_s);
      printf("%.5f %.5f\n", static_cast<double>(tilt.pitchDeg()), static_cast<double>(tilt.rollDeg()));
    }
    return 0;
  }
  while (fgets(input, sizeof input, stdin)) {
    const char *word = strtok(input, " \n");
    Line line(word);
    while ((word = strtok(nullptr, " \n"))) {
      if (*word == '+') line.field(static_cast<uint32_t>(strtoul(word + 1, nullptr, 10)));
      else if (*word == '-') line.field(static_cast<int32_t>(strtol(word, nullptr, 10)));
      else line.field(word);
    }
    line.end();
    printf("%d ", line.length());
    fwrite(line.bytes(), 1, line.length(), stdout);
    printf("\n");
  }
  return 0;
}
