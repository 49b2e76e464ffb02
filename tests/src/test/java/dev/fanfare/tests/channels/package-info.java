/**
 * The life of a membership on real tables: the adapters of {@code lambdas}, the parts of {@code
 * local}.
 */
package dev.fanfare.tests.channels;
