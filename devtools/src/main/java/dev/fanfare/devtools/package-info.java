/**
 * The tools of one machine: the local stack and the demo as commands. The only part of Fanfare that
 * ships to developers and uses the local stack.
 */
@NullMarked
package dev.fanfare.devtools;

import org.jspecify.annotations.NullMarked;
