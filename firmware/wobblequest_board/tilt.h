// From accelerometer and gyroscope to tilt.
//
// The accelerometer knows where "up" is, but only while nothing shakes it. The gyroscope feels every turn at once, but its
// small error adds up. A complementary filter takes the best of both: it turns "up" along with the gyroscope, and draws it
// slowly (time constant 0.75 s) towards what the accelerometer says.
//
// "Up" is kept as a vector and not as angles: it has no jump at 180 degrees, and works however the sensor is mounted.
//
// Pure C++ without anything of Arduino's, so that it can be tested on an ordinary computer, too.

#pragma once

#include <math.h>
#include <stdint.h>

struct Vector {
  float x, y, z;
};

inline float lengthOf(const Vector &v) { return sqrtf(v.x * v.x + v.y * v.y + v.z * v.z); }

// Finds the gyroscope's bias, which is what it says when nothing turns: a few degrees per second, another value for each
// chip, and it changes as the chip warms up. Whenever the board was still for a whole second, the mean rate of that second
// is the bias.
class Stillness {
 public:
  // Gives true when a second has just ended in which the board was still; then meanRate() is the mean rate in it.
  bool feed(const Vector &rate_dps, float accel_g, float dt_s) {
    if (count_ == 0) {
      // Sums are taken of the differences from the first values: small numbers lose no digits.
      first_ = rate_dps;
      first_g_ = accel_g;
      for (uint8_t i = 0; i < 4; i++) sum_[i] = squares_[i] = 0;
      elapsed_s_ = 0;
      count_ = 1;
      return false;
    }
    const float off[4] = {rate_dps.x - first_.x, rate_dps.y - first_.y, rate_dps.z - first_.z, accel_g - first_g_};
    for (uint8_t i = 0; i < 4; i++) {
      sum_[i] += off[i];
      squares_[i] += off[i] * off[i];
    }
    count_++;
    elapsed_s_ += dt_s;
    if (elapsed_s_ < 1.0f) return false;

    bool still = count_ > 10;
    for (uint8_t i = 0; i < 4; i++) {
      const float mean = sum_[i] / count_;
      const float most = i < 3 ? 0.3f : 0.02f;  // standard deviation in degrees per second, and in g
      if (squares_[i] / count_ - mean * mean >= most * most) still = false;
    }
    mean_.x = first_.x + sum_[0] / count_;
    mean_.y = first_.y + sum_[1] / count_;
    mean_.z = first_.z + sum_[2] / count_;
    count_ = 0;
    // No sound chip is off by more than 20 degrees per second: that is a steady turn.
    return still && fabsf(mean_.x) < 20 && fabsf(mean_.y) < 20 && fabsf(mean_.z) < 20;
  }

  const Vector &meanRate() const { return mean_; }

  void restart() { count_ = 0; }

 private:
  uint16_t count_ = 0;
  float elapsed_s_ = 0;
  Vector first_ = {0, 0, 0}, mean_ = {0, 0, 0};
  float first_g_ = 0;
  float sum_[4], squares_[4];
};

class Tilt {
 public:
  // One more sample: acceleration in g, rate in degrees per second, and the seconds since the sample before. The
  // acceleration must not be zero.
  void feed(const Vector &accel_g, const Vector &rate_dps, float dt_s) {
    const float g = lengthOf(accel_g);
    if (!running_ || dt_s > LONGEST_GAP_S) {
      // Nobody knows how far the board turned in a gap. The accelerometer tells where it is now.
      running_ = true;
      up_ = {accel_g.x / g, accel_g.y / g, accel_g.z / g};
      mean_g_ = g;
      rate_ = {rate_dps.x - bias_.x, rate_dps.y - bias_.y, rate_dps.z - bias_.z};
      still_.restart();
      return;
    }
    if (still_.feed(rate_dps, g, dt_s)) learnBias(still_.meanRate());

    // Turn "up" by the mean of the last rate and this one: d(up)/dt = up x rate.
    const Vector before = rate_;
    rate_ = {rate_dps.x - bias_.x, rate_dps.y - bias_.y, rate_dps.z - bias_.z};
    const float half = 0.5f * dt_s * RAD_PER_DEG;
    const float wx = (before.x + rate_.x) * half, wy = (before.y + rate_.y) * half, wz = (before.z + rate_.z) * half;
    Vector up = {up_.x + up_.y * wz - up_.z * wy, up_.y + up_.z * wx - up_.x * wz, up_.z + up_.x * wy - up_.y * wx};
    const float stretched = lengthOf(up);
    up = {up.x / stretched, up.y / stretched, up.z / stretched};

    // Draw it towards the accelerometer, unless that is being knocked: the rim hit the floor, somebody kicked the board.
    const float off = g - mean_g_, limit = KNOCK * mean_g_;
    if (fabsf(off) <= limit) {
      const float trust = dt_s / (TAU_S + dt_s);
      up.x += trust * (accel_g.x / g - up.x);
      up.y += trust * (accel_g.y / g - up.y);
      up.z += trust * (accel_g.z / g - up.z);
    }
    mean_g_ += (off > limit ? limit : off < -limit ? -limit : off) * dt_s / (MEAN_G_TAU_S + dt_s);
    const float length = lengthOf(up);
    up_ = {up.x / length, up.y / length, up.z / length};
  }

  // After a gap, or a sensor that was started again: begin with what the accelerometer says. The bias stays.
  void restart() { running_ = false; }

  // ZYX Euler angles of a sensor with x forward, y left, z up. pitch > 0: the front is down; roll > 0: the right is down.
  float pitchDeg() const { return atan2f(-up_.x, sqrtf(up_.y * up_.y + up_.z * up_.z)) / RAD_PER_DEG; }
  float rollDeg() const { return atan2f(up_.y, up_.z) / RAD_PER_DEG; }

  // Degrees per second about the sensor's axes, without the bias.
  const Vector &rateDps() const { return rate_; }

 private:
  static constexpr float TAU_S = 0.75f, MEAN_G_TAU_S = 2.0f, LONGEST_GAP_S = 0.25f, KNOCK = 0.3f;
  static constexpr float RAD_PER_DEG = 0.017453293f;

  // The first still second is believed; later ones only a little, so that one mistaken second moves the tilt little.
  void learnBias(const Vector &rate) {
    const float share = bias_known_ ? 0.1f : 1.0f;
    bias_.x += share * (rate.x - bias_.x);
    bias_.y += share * (rate.y - bias_.y);
    bias_.z += share * (rate.z - bias_.z);
    bias_known_ = true;
  }

  bool running_ = false, bias_known_ = false;
  Vector up_ = {0, 0, 1}, rate_ = {0, 0, 0}, bias_ = {0, 0, 0};
  float mean_g_ = 1;
  Stillness still_;
};
