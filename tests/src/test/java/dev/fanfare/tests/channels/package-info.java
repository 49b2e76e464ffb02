/**
 * The lifecycle of a membership on real tables: the adapters of {@code lambdas} against the local
 * services of {@code local}.
 */
package dev.fanfare.tests.channels;
