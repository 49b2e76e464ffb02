/** The message archive and the senders' budgets, on DynamoDB Local. */
package dev.fanfare.tests.messages;
