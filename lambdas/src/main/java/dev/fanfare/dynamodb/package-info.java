/**
 * Calls to DynamoDB that several tables share: batches and transactions, which repeat what DynamoDB
 * left undone, and rate limits.
 */
@NullMarked
package dev.fanfare.dynamodb;

import org.jspecify.annotations.NullMarked;
