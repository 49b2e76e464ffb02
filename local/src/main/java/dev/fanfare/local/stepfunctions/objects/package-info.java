/** Access to the S3 objects of item readers and result writers. */
@NullMarked
package dev.fanfare.local.stepfunctions.objects;

import org.jspecify.annotations.NullMarked;
