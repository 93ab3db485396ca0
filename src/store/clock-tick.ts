/** A file system's clock moves in ticks of up to that many milliseconds: two changes in one leave the same time. */
export const CLOCK_TICK = 20;
