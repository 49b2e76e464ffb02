/** The broadcast bucket in S3, and the files of directly posted broadcasts under the same keys. */
@NullMarked
package dev.fanfare.bucket;

import org.jspecify.annotations.NullMarked;
