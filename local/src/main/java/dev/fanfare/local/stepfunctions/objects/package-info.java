/** S3, as far as a Map Run needs it: a port and its adapter over the SDK. */
package dev.fanfare.local.stepfunctions.objects;
