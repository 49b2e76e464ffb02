/** The objects that item readers and result writers use, in S3 by its API. */
@NullMarked
package dev.fanfare.local.stepfunctions.objects;

import org.jspecify.annotations.NullMarked;
