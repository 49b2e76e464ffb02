/** DynamoDB Local in this JVM, and a meter of the capacity that functions consume. */
package dev.fanfare.local.dynamodb;
