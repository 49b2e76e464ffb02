/** The table schemas: attribute names, keys, and conversion of rows. */
@NullMarked
package dev.fanfare.tables;

import org.jspecify.annotations.NullMarked;
