/** The tables' schemas: attribute names, keys, and how rows are written and read. */
@NullMarked
package dev.fanfare.tables;

import org.jspecify.annotations.NullMarked;
