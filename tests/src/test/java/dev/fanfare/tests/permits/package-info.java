/**
 * The permit store on a real table: the adapter of {@code lambdas} against the local services of
 * {@code local}.
 */
package dev.fanfare.tests.permits;
