package docket.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row under the cursor. */
@FunctionalInterface
public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
