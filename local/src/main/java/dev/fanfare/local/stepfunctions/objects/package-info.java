/** The objects that item readers and result writers use, in S3 by its API. */
package dev.fanfare.local.stepfunctions.objects;
