/** The archive of messages, and the budgets of those who send them, on DynamoDB Local. */
package dev.fanfare.tests.messages;
