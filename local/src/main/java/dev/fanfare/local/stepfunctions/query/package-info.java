/**
 * JSON values and the JSONata that reads them, with the functions and limits of Step Functions.
 * Nothing here knows what a state is.
 */
package dev.fanfare.local.stepfunctions.query;
