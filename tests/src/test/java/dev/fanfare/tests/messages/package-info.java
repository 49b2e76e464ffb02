/** The archive of messages, on DynamoDB Local. */
package dev.fanfare.tests.messages;
