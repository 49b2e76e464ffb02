/** S3: S3Proxy stands in for it. */
@NullMarked
package dev.fanfare.local.s3;

import org.jspecify.annotations.NullMarked;
