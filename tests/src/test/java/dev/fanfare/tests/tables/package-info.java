/** The rules for rows of tables, on DynamoDB Local. */
package dev.fanfare.tests.tables;
