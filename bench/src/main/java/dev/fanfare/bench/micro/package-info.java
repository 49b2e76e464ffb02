/** Parts of the pusher under JMH: {@code ./fanfare bench micro}. */
package dev.fanfare.bench.micro;
