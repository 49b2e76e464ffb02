/** The Step Functions API: its names, shapes, limits and errors. Nothing here runs a workflow. */
package dev.fanfare.local.stepfunctions.api;
