/** The stand-in for S3, based on S3Proxy. */
@NullMarked
package dev.fanfare.local.s3;

import org.jspecify.annotations.NullMarked;
