/** S3: S3Proxy stands in for it. */
package dev.fanfare.local.s3;
