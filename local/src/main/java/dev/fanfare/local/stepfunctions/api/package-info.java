/** The Step Functions API: actions, formats, limits and errors. It does not run workflows. */
@NullMarked
package dev.fanfare.local.stepfunctions.api;

import org.jspecify.annotations.NullMarked;
