/* An ATmega328 at 16 MHz in simavr with an MPU-6050 on its I2C bus, which feels what a motion file says.
 *
 *     simavr_board FIRMWARE.elf MOTION --seconds S    as fast as it can; what the firmware sends goes to stdout
 *     simavr_board FIRMWARE.elf MOTION --pty          in real time, on a pseudo-terminal whose name stands on stdout's first line
 *
 * --eeprom FILE  its EEPROM is kept there.  --noise N  another board: other noise on its analog pins.
 * --ask S        sends it '?' at S seconds.
 *
 * motion_sensor.h tells what a motion file is. It ends with its parent: when stdin ends.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "avr_adc.h"
#include "avr_eeprom.h"
#include "avr_twi.h"
#include "avr_uart.h"
#include "sim_avr.h"
#include "sim_elf.h"

#include "motion_sensor.h"

enum { HZ = 16000000, EEPROM_SIZE = 1024, TWCR = 0xBC, TWIE = 1 };

static avr_t *avr;
static avr_irq_t *twi, *uart, *adc;
static int selected, has_pointer, pointer;
static int out;
static uint32_t noise;

static void die(const char *what) {
  fprintf(stderr, "simavr_board: %s: %s\n", what, errno ? strerror(errno) : "cannot be used");
  exit(1);
}

static double now_s(void) { return (double)avr->cycle / HZ; }

static void on_twi(avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)param;
  avr_twi_msg_irq_t m;
  m.u.v = value;
  move(now_s());
  if (m.u.twi.msg & TWI_COND_STOP) selected = 0;
  if (m.u.twi.msg & TWI_COND_START) {
    selected = m.u.twi.addr >> 1 == SENSOR_ADDRESS && !absent ? m.u.twi.addr : 0;
    if (selected) {
      has_pointer = m.u.twi.addr & 1; /* a read goes on at the register that was written before */
      avr_raise_irq(twi + TWI_IRQ_INPUT, avr_twi_irq_msg(TWI_COND_ACK, selected, 1));
    }
  }
  if (!selected) return;
  if (m.u.twi.msg & TWI_COND_WRITE) {
    avr_raise_irq(twi + TWI_IRQ_INPUT, avr_twi_irq_msg(TWI_COND_ACK, selected, 1));
    if (!has_pointer) pointer = m.u.twi.data & 127, has_pointer = 1;
    else write_register(pointer++ & 127, m.u.twi.data);
  }
  if (m.u.twi.msg & TWI_COND_READ)
    avr_raise_irq(twi + TWI_IRQ_INPUT, avr_twi_irq_msg(TWI_COND_READ, selected, read_register(pointer++ & 127)));
}

static void on_uart(avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)param;
  uint8_t byte = value;
  if (write(out, &byte, 1) < 0 && errno != EAGAIN && errno != EIO) die("writing"); /* what nobody reads is dropped */
}

/* An analog pin that is connected to nothing: some hundred millivolts of nothing in particular. */
static void on_adc(avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)value, (void)param;
  noise = noise * 1664525u + 1013904223u;
  for (int pin = 0; pin < 4; pin++) avr_raise_irq(adc + ADC_IRQ_ADC0 + pin, 1000 + (noise >> (16 + pin)) % 700);
}

static int open_pty(void) {
  struct termios raw;
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (master < 0 || grantpt(master) || unlockpt(master)) die("pseudo-terminal");
  int slave = open(ptsname(master), O_RDWR | O_NOCTTY); /* kept open, so that the line stays when a reader leaves */
  if (slave < 0 || tcgetattr(slave, &raw)) die("pseudo-terminal");
  cfmakeraw(&raw);
  tcsetattr(slave, TCSANOW, &raw);
  dprintf(out, "%s\n", ptsname(master));
  return master;
}

static void keep_pace(const struct timespec *begun) {
  struct timespec due = *begun;
  due.tv_sec += (time_t)now_s();
  due.tv_nsec += (long)(fmod(now_s(), 1) * 1e9);
  if (due.tv_nsec >= 1000000000) due.tv_sec++, due.tv_nsec -= 1000000000;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) == EINTR) {}
}

int main(int count, char **words) {
  const char *eeprom = NULL;
  double seconds = INFINITY, ask_s = INFINITY;
  int pty = 0;
  for (int i = 3; i < count; i++) {
    if (!strcmp(words[i], "--pty")) pty = 1;
    else if (!strcmp(words[i], "--eeprom") && ++i < count) eeprom = words[i];
    else if (!strcmp(words[i], "--seconds") && ++i < count) seconds = atof(words[i]);
    else if (!strcmp(words[i], "--ask") && ++i < count) ask_s = atof(words[i]);
    else if (!strcmp(words[i], "--noise") && ++i < count) noise = strtoul(words[i], NULL, 10);
    else errno = EINVAL, die(words[i < count ? i : count - 1]);
  }
  if (count < 3 || !(motion = fopen(words[2], "r"))) die("motion file");

  out = dup(STDOUT_FILENO); /* simavr has its own things to say; they are not the board's */
  dup2(STDERR_FILENO, STDOUT_FILENO);
  elf_firmware_t firmware = {0};
  if (elf_read_firmware(words[1], &firmware)) die("firmware");
  if (!(avr = avr_make_mcu_by_name("atmega328p"))) die("atmega328p");
  avr_init(avr);
  firmware.frequency = HZ;
  firmware.vcc = firmware.avcc = firmware.aref = 5000;
  avr_load_firmware(avr, &firmware);

  uint8_t cells[EEPROM_SIZE];
  memset(cells, 0xFF, sizeof cells);
  avr_eeprom_desc_t all = {.ee = cells, .offset = 0, .size = sizeof cells};
  FILE *kept = eeprom ? fopen(eeprom, "rb") : NULL;
  if (kept && fread(cells, 1, sizeof cells, kept) != sizeof cells) die(eeprom);
  if (kept) fclose(kept);
  avr_ioctl(avr, AVR_IOCTL_EEPROM_SET, &all);

  twi = avr_io_getirq(avr, AVR_IOCTL_TWI_GETIRQ(0), 0);
  uart = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), 0);
  adc = avr_io_getirq(avr, AVR_IOCTL_ADC_GETIRQ, 0);
  avr_irq_register_notify(twi + TWI_IRQ_OUTPUT, on_twi, NULL);
  avr_irq_register_notify(uart + UART_IRQ_OUTPUT, on_uart, NULL);
  avr_irq_register_notify(adc + ADC_IRQ_OUT_TRIGGER, on_adc, NULL);
  uint32_t flags = 0; /* its own printing of lines, and its sleeping while the firmware polls, off */
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  if (pty) out = open_pty();

  struct timespec begun;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  avr_cycle_count_t next = 0;
  int state = cpu_Running;
  while (state != cpu_Done && state != cpu_Crashed && now_s() < seconds) {
    if (hung) avr->data[TWCR] &= ~TWIE; /* nothing moves on a bus that is held: nothing is ever finished on it */
    state = avr_run(avr);
    if (avr->cycle < next) continue;
    next = avr->cycle + HZ / 1000;
    move(now_s());
    if (now_s() >= ask_s) avr_raise_irq(uart + UART_IRQ_INPUT, '?'), ask_s = INFINITY;
    if (!pty) continue;
    keep_pace(&begun);
    uint8_t byte;
    while (read(out, &byte, 1) == 1) avr_raise_irq(uart + UART_IRQ_INPUT, byte);
    struct pollfd parent = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&parent, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) == 0) break;
  }

  avr_ioctl(avr, AVR_IOCTL_EEPROM_GET, &all);
  kept = eeprom ? fopen(eeprom, "wb") : NULL;
  if (eeprom && (!kept || fwrite(cells, 1, sizeof cells, kept) != sizeof cells || fclose(kept))) die(eeprom);
  return state == cpu_Crashed;
}
