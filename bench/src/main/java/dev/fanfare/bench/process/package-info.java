/** Other programs: finding them, starting them on one core, ending them, what they have used. */
package dev.fanfare.bench.process;
