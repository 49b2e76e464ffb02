/** The tables' schemas: attribute names, keys, and how rows are written and read. */
package dev.fanfare.tables;
