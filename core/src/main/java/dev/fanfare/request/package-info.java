/**
 * The request for a broadcast: its fields, their rules, and the errors that name field, value and
 * rule.
 */
package dev.fanfare.request;
