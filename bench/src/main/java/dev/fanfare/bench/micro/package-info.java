/** Parts of the pusher under JMH: {@code ./fanfare bench micro}. */
@NullMarked
package dev.fanfare.bench.micro;

import org.jspecify.annotations.NullMarked;
