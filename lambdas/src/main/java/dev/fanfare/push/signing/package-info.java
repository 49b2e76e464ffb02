/**
 * AWS Signature Version 4 for posts, optimized for one thread that signs a hundred thousand posts
 * per second. It supports only what a post needs: POST, no query, and the headers {@code host},
 * {@code x-amz-date} and {@code x-amz-security-token}. It contains no HTTP code and does not search
 * for credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
@NullMarked
package dev.fanfare.push.signing;

import org.jspecify.annotations.NullMarked;
