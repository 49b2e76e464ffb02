/**
 * Channel memberships: joining, leaving, and listing members. The routes and the pruning use this
 * package; it depends on neither.
 */
@NullMarked
package dev.fanfare.channels;

import org.jspecify.annotations.NullMarked;
