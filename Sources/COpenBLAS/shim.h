// The C that Swift sees: OpenBLAS's own headers, and the LAPACK routines that Debian's libopenblas
// exports without a header of their own (it is built without LAPACKE).
#ifndef SWIFT_RECURRENT_OPENBLAS_SHIM_H
#define SWIFT_RECURRENT_OPENBLAS_SHIM_H

#if !__has_include(<cblas.h>)
#error "OpenBLAS headers not found. Install them: sudo apt-get install libopenblas-dev"
#endif

#include <cblas.h>
#include <openblas_config.h>
#include <stddef.h>

// Fortran calling convention: every argument by address, matrices column-major, 32-bit integers;
// a CHARACTER argument carries its length behind all the others.
void sgeqrf_(const int *m, const int *n, float *a, const int *lda, float *tau, float *work,
             const int *lwork, int *info);
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);
void sorgqr_(const int *m, const int *n, const int *k, float *a, const int *lda, const float *tau,
             float *work, const int *lwork, int *info);
void dorgqr_(const int *m, const int *n, const int *k, double *a, const int *lda,
             const double *tau, double *work, const int *lwork, int *info);
void ssyev_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w,
            float *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);

#endif
