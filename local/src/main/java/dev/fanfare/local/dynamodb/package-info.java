/** DynamoDB Local in this JVM, and a meter of the capacity that functions consume. */
@NullMarked
package dev.fanfare.local.dynamodb;

import org.jspecify.annotations.NullMarked;
