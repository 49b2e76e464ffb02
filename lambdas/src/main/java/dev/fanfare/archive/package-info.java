/** The messages of each channel, kept so that clients can catch up. */
package dev.fanfare.archive;
