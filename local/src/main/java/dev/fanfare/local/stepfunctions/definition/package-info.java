/**
 * Parses the part of the Amazon States Language that the stand-in supports. A document becomes
 * states, or an exception that lists all problems. No field is ignored silently.
 */
@NullMarked
package dev.fanfare.local.stepfunctions.definition;

import org.jspecify.annotations.NullMarked;
