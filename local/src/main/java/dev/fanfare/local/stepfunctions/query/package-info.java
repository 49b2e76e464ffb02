/**
 * JSON values and JSONata expressions, with the functions and limits of Step Functions. Nothing
 * here knows about states.
 */
package dev.fanfare.local.stepfunctions.query;
