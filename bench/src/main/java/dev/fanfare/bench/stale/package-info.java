/** What recording and pruning stale connections takes, beside how it was done before. */
@NullMarked
package dev.fanfare.bench.stale;

import org.jspecify.annotations.NullMarked;
