/** The Step Functions API: its names, shapes, limits and errors. Nothing here runs a workflow. */
@NullMarked
package dev.fanfare.local.stepfunctions.api;

import org.jspecify.annotations.NullMarked;
