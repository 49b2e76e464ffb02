/**
 * What hands out permits, on a real table: the adapter of {@code lambdas}, the parts of {@code
 * local}.
 */
package dev.fanfare.tests.permits;
