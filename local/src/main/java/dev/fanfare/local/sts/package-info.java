/** STS, which tools ask first who they are. */
@NullMarked
package dev.fanfare.local.sts;

import org.jspecify.annotations.NullMarked;
