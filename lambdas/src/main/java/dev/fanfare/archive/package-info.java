/** The messages of each channel, kept so that clients can catch up. */
@NullMarked
package dev.fanfare.archive;

import org.jspecify.annotations.NullMarked;
