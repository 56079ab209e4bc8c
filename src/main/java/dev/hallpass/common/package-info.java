/** What every module uses: problems, ids, pages and the clock. */
@NullMarked
package dev.hallpass.common;

import org.jspecify.annotations.NullMarked;
