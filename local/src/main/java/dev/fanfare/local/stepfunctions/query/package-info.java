/**
 * JSON values and JSONata expressions, with the functions and limits of Step Functions. Nothing
 * here knows about states.
 */
@NullMarked
package dev.fanfare.local.stepfunctions.query;

import org.jspecify.annotations.NullMarked;
