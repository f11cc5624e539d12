"""The truncated SVD of a TF-IDF matrix, run as a script of its own.

scikit-learn costs seconds to import and 70 MB for the rest of the process; a server that refits now and then must
not keep that. Usage: `python svd.py MATRIX.npz PROJECTION.npy DIMENSIONS`.
"""

from __future__ import annotations

import sys


def main(matrix_path: str, projection_path: str, dimensions: int) -> None:
    """Reads a CSR matrix (texts × terms), writes float32 (terms × dimensions); equal input gives equal output."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.decomposition import TruncatedSVD

    with np.load(matrix_path) as stored:
        matrix = csr_matrix((stored["data"], stored["indices"], stored["indptr"]), shape=tuple(stored["shape"]))
    components = TruncatedSVD(dimensions, random_state=0).fit(matrix).components_.T
    # An axis may come out pointing either way; the largest entry is made positive.
    largest = np.argmax(np.abs(components), axis=0)
    signs = np.sign(components[largest, np.arange(components.shape[1])])
    np.save(projection_path, (components * signs).astype(np.float32))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
