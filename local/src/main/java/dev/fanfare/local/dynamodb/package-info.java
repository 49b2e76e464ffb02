/** DynamoDB Local in this JVM, and the tables of the template. */
@NullMarked
package dev.fanfare.local.dynamodb;

import org.jspecify.annotations.NullMarked;
